"""Phrases as people type them, each with the kind that they mean: the guess may miss, and must not mislead."""

from __future__ import annotations

import pytest

from weeklypm.domain.agenda import Kind
from weeklypm.domain.quick_add_kinds import guess_kind

MEANT = {
    Kind.INCIDENT_TALK: (
        "Checkout was down for 20 minutes yesterday",
        "Search outage on Friday",
        "SEV-2: queue backed up",
        "Incident: DNS failure",
        "Payments API returned 500s last night",
        "Database failover took the site down",
        "Login broke after the deploy",
        "We had a production incident with Kafka",
        "Site went down during the sale",
        "決済が20分落ちました",
        "昨日の検索障害について",
        "本番DBが停止しました",
        "ログインできない障害の共有",
        "APIがダウンしていた件",
        "S3の障害共有",
    ),
    Kind.NEAR_MISS: (
        "We almost deleted the production bucket",
        "Near miss: wrong region in terraform",
        "Close call with the certificate expiring",
        "Disk was nearly full before anyone noticed",
        "Got lucky: the backup was one hour old",
        "Caught a bad migration just in time",
        "危うく本番を消すところでした",
        "ヒヤリハット：証明書の期限切れ寸前",
        "設定ミスで落ちそうになった",
        "間一髪で気づいた誤設定",
        "あわや全停止",
    ),
    Kind.OPEN_TOPIC: (
        "Just in time compilation",
        "障害発生時のエスカレーション",
        "障害者手帳の手続き画面",
        "メトリクス名の付け方",
        "How do we name alerts?",
        "Alert fatigue",
        "Incident roles: who is commander?",
        "How do we write incident reports?",
        "Incident response process",
        "Almost nobody reads runbooks",
        "Nearly all alerts are noise",
        "Should we drill less into details in talks",
        "Panel discussion about on-call",
        "Control panel permissions",
        "Dependency graph of services",
        "GraphQL timeouts",
        "Fire drill of the building on Monday",
        "Who is on call during holidays?",
        "Training for new on-call people",
        "What is an outage for our customers?",
        "Post-incident reviews are too long",
        "Incident channel naming",
        "Downtime budget for Q4",
        "障害対応の手順を見直したい",
        "障害報告書の書き方",
        "インシデント管理ツールの選定",
        "障害時の連絡先をどうするか",
        "アラートの命名",
        "ログの保存期間",
        "オンコールの引き継ぎ",
        "グラフDBの導入について",
        "速度が落ちている原因を知りたい",
        "テスト件数が落ちてきた",
        "障害を減らすには",
        "インシデントレポートのテンプレート",
    ),
    Kind.DASHBOARD_REVIEW: (
        "Look at the checkout dashboard",
        "Grafana: search latency panel",
        "Review the Datadog board for payments",
        "Walk through the SLO graphs",
        "検索のダッシュボードを見る",
        "決済のグラフを一緒に見たい",
        "メトリクスを眺める会",
        "Grafanaの見方を知りたい",
    ),
    Kind.RE_READ: (
        "Re-read the DNS postmortem from last year",
        "Read the old postmortem on Redis again",
        "Past postmortems: what is still open?",
        "去年のDNS障害を読み直す",
        "過去のポストモーテムを読みたい",
        "昔の障害報告を読み返す",
    ),
    Kind.ROLE_PLAY: (
        "DR drill in October",
        "ゲームデーをやりたい",
        "Wheel of misfortune: DNS",
        "Role-play of the payment incident",
        "Game day for failover",
        "Run a tabletop exercise",
        "障害訓練の頻度",
        "障害対応ロールプレイをやりたい",
        "フェイルオーバーの避難訓練",
        "机上演習をしたい",
    ),
}


@pytest.mark.parametrize(("kind", "phrase"), [(kind, phrase) for kind, phrases in MEANT.items() for phrase in phrases])
def test_the_kind_that_a_phrase_means_is_guessed(kind: Kind, phrase: str) -> None:
    assert guess_kind(phrase) is kind
